package io.tenantry.shared.web;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.shared.csv.FileRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what the business refuses into Problem Details (RFC 9457) with a stable type. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Map<Class<? extends Refused>, HttpStatus> STATUSES = Map.of(
            InvalidRequest.class, HttpStatus.BAD_REQUEST,
            NotFound.class, HttpStatus.NOT_FOUND,
            Conflict.class, HttpStatus.CONFLICT,
            Stale.class, HttpStatus.PRECONDITION_FAILED,
            BodyTooLarge.class, HttpStatus.PAYLOAD_TOO_LARGE,
            PreconditionMissing.class, HttpStatus.PRECONDITION_REQUIRED);

    private final DataSize uploadLimit;

    ProblemAdvice(@Value("${tenantry.upload-limit}") DataSize uploadLimit) {
        this.uploadLimit = uploadLimit;
    }

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        var problem = Problems.of(status(refused), refused.type(), String.valueOf(refused.getMessage()));
        if (refused instanceof FileRefused file) {
            problem.setProperty("errorCount", file.count());
            problem.setProperty("errors", file.errors());
        }
        if (refused instanceof FieldRefused field) {
            problem.setProperty("errors", List.of(new FieldError(field.field(), problem.getDetail())));
        }
        return problem;
    }

    private static HttpStatus status(Refused refused) {
        return STATUSES.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(refused))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** An error of ours. What it was is for the log, not for the caller. */
    @ExceptionHandler
    ProblemDetail unexpected(Exception error) {
        logger.error("A request failed unexpectedly", error);
        return Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unexpected",
                "Something went wrong on our side and nothing was changed; an operator finds it in the log");
    }

    @ExceptionHandler
    ProblemDetail changedMeanwhile(ConcurrencyFailureException changed) {
        return refusedByTheDatabase(changed);
    }

    @ExceptionHandler
    ProblemDetail takenMeanwhile(DataIntegrityViolationException violation) {
        return refusedByTheDatabase(violation);
    }

    private ProblemDetail refusedByTheDatabase(DataAccessException failed) {
        return refused(DatabaseRefusals.of(failed).orElseThrow(() -> failed));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(unreadable) instanceof Refused refused) {
            return answer(refused(refused));
        }
        var fault = JsonFault.of(unreadable.getCause());
        return invalid(fault.detail(), fault.errors());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                "The request has errors; correct them and send it again", fieldErrors(invalid.getBindingResult()));
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException exceeded, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(refused(new BodyTooLarge(uploadLimit)));
    }

    private static List<FieldError> fieldErrors(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), words(error)))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
    }

    private static String words(org.springframework.validation.FieldError error) {
        return error.isBindingFailure()
                ? "'" + error.getRejectedValue() + "' is not what belongs there"
                : String.valueOf(error.getDefaultMessage());
    }

    private ResponseEntity<Object> invalid(String detail, List<FieldError> errors) {
        var problem = refused(new InvalidRequest(detail));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return answer(problem);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }
}
