package io.tenantry.customer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.CustomerFiles;
import io.tenantry.customer.LoadedCustomers;
import io.tenantry.shared.web.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/customers/import")
@Tag(name = "Customers")
class CustomerFilesController {

    private final CustomerFiles files;

    CustomerFilesController(CustomerFiles files) {
        this.files = files;
    }

    @PostMapping(consumes = MediaTypes.CSV_VALUE)
    @Operation(
            summary = "Load a file of customers, wholly or not at all",
            description = "A customer is recognised by its domain. Errors come with line and column. Loading the same "
                    + "file again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaTypes.CSV_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    LoadedCustomers load(InputStream file) {
        return files.load(file);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Load a file of customers from a form")
    LoadedCustomers loadForm(@RequestPart("file") MultipartFile file) throws IOException {
        try (var in = file.getInputStream()) {
            return files.load(in);
        }
    }
}
