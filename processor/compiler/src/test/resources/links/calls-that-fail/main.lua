local name = "push"
return { CALL.job.push(KEYS, {}), CALL[name], CALL.jobs:push(), require("jobs/pusch") }
