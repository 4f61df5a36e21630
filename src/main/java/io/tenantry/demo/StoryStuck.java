package io.tenantry.demo;

/** The story cannot go on; the message says what it waited for. */
class StoryStuck extends RuntimeException {

    StoryStuck(String message) {
        super(message);
    }
}
