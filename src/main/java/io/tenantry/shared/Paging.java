package io.tenantry.shared;

/**
 * Which part of a long list is wanted.
 *
 * @param page counts from 0
 * @param size items on a page, 200 at the most: no list is ever unbounded
 */
public record Paging(int page, int size) {

    public static final int MAX_SIZE = 200;
    public static final int DEFAULT_SIZE = 50;

    public Paging {
        if (page < 0) {
            throw new Refused("invalid-paging", "Page " + page + " does not exist; pages count from 0");
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new Refused("invalid-paging", "Page size " + size + " is not between 1 and " + MAX_SIZE);
        }
    }

    public static Paging first() {
        return new Paging(0, DEFAULT_SIZE);
    }

    public long offset() {
        return (long) page * size;
    }
}
