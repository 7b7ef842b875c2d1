package starforge.celery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskResultTest {
    private static TaskResult failed(String type, String module) throws Unreadable {
        return TaskResult.read("""
                {"task_id": "t", "status": "FAILURE", "traceback": "Traceback ...", "children": [],
                 "result": {"exc_type": "%s", "exc_message": ["[Errno 111] Connection refused"], "exc_module": "%s"}}""".formatted(type, module));
    }

    @Test
    void a_worker_that_lost_the_broker_says_nothing_about_the_task() throws Unreadable {
        TaskResult cut = failed("OperationalError", "kombu.exceptions");

        assertThat(cut.isCutOff()).isTrue();
        assertThat(cut.failure().orElseThrow().line()).isEqualTo("OperationalError: [Errno 111] Connection refused");
    }

    @Test
    void a_task_that_failed_has_failed() throws Unreadable {
        assertThat(failed("ValueError", "builtins").isCutOff()).isFalse();
        assertThat(failed("OperationalError", "psycopg2").isCutOff()).isFalse();
        assertThat(TaskResult.success("t", 3).isCutOff()).isFalse();
    }
}
