package io.tenantry.demo;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The demo story; not there in production. */
@RestController
@RequestMapping("/api/v1/demo/story")
@ConditionalOnProperty(name = "tenantry.sandbox.enabled", matchIfMissing = true)
@Tag(name = "Demo")
class StoryController {

    private final DemoStory story;

    StoryController(DemoStory story) {
        this.story = story;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Play the demo story in the background")
    DemoStory.Progress play() {
        story.play();
        return story.progress();
    }

    @GetMapping
    @Operation(summary = "How far the story got")
    DemoStory.Progress progress() {
        return story.progress();
    }
}
