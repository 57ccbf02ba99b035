local jobs = CALL.jobs
return jobs.push()
