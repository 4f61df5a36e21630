package io.tenantry.shared.web;

import static org.hamcrest.Matchers.endsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {

    @RestController
    static class TwoWhoWaitForEachOther {

        @PostMapping("/changes")
        void change() {
            throw new CannotAcquireLockException("ERROR: deadlock detected");
        }
    }

    @Test
    void whomTheDatabaseGaveUpIsToldToTryAgainAndNotThatWeFailed() throws Exception {
        var api = MockMvcBuilders.standaloneSetup(new TwoWhoWaitForEachOther())
                .setControllerAdvice(new ProblemAdvice(DataSize.ofMegabytes(1)))
                .build();

        api.perform(post("/changes"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value(endsWith("changed-meanwhile")));
    }
}
