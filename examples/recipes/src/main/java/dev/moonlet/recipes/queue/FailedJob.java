package dev.moonlet.recipes.queue;

/** What became of a job whose attempt failed. */
public enum FailedJob {

    /** It will be tried again after its pause. */
    RETRIED,

    /** That was its last attempt: it is a dead letter. */
    DEAD,

    /** Nothing: the lease had ended, and the queue decides what becomes of the job. */
    LOST
}
