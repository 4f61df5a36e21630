package io.tenantry.bench;

import io.tenantry.bench.BilledInvoices.Batch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of a batch. The accounting system and the gateway are believed by the ids that they gave, each counted once. */
record Outcome(long paid, long stepsDone, long pdfs, long mailsSent, long mailsArrived, long postings, long charges) {

    private static final long STEPS = 4;

    static Outcome of(Batch batch, JdbcClient sql, int mailsArrived) {
        return sql.sql(
                        """
                        with mine as (select id, status from invoice where number = any(:numbers))
                        select (select count(*) from mine where status = 'PAID') as paid,
                               (select count(*) from post_invoice_step s join mine on mine.id = s.invoice_id
                                where s.state = 'DONE') as steps_done,
                               (select count(*) from invoice_document d join mine on mine.id = d.invoice_id
                                where d.kind = 'PDF') as pdfs,
                               (select count(*) from invoice_email e join mine on mine.id = e.invoice_id
                                where e.state = 'SENT') as mails_sent,
                               cast(:arrived as bigint) as mails_arrived,
                               (select count(distinct p.external_id) from accounting_posting p
                                join mine on mine.id = p.invoice_id) as postings,
                               (select count(distinct a.payment_id) from charge_attempt a
                                join mine on mine.id = a.invoice_id
                                where a.state = 'SUCCEEDED') as charges
                        """)
                .param("numbers", batch.numbers().toArray(String[]::new))
                .param("arrived", mailsArrived)
                .query(Outcome.class)
                .single();
    }

    static Outcome wanted(Batch batch) {
        long each = batch.size();
        return new Outcome(each, STEPS * each, each, each, each, each, each);
    }
}
