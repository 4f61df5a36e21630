-- A form of a page that creates something is answered with the page that it leads to; sent again, it leads there again.
alter table idempotent_request drop constraint idempotent_request_status_check;
alter table idempotent_request add constraint idempotent_request_status_check
    check (status between 200 and 299 or (status = 303 and location is not null));
