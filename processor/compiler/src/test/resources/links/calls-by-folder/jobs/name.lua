return "jobs"
