/**
 * Why an invoice is not as somebody expects it: gathers all facts behind a symptom in one answer and names the known causes
 * that apply. It reads and never writes. Start with {@link io.tenantry.diagnosis.Diagnoses}; what a cause is called and how
 * it is put right is said in {@link io.tenantry.diagnosis.Cause}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "invoicing"})
package io.tenantry.diagnosis;
