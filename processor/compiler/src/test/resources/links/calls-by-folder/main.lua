return { CALL.name(), CALL.mail.name(), CALL.mail.outer(), CALL.jobs(), CALL.jobs.name(), CALL.jobs.up() }
