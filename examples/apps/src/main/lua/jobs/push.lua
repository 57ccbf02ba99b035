-- Adds a job, unless the queue still has one with this id: pushing again after a lost reply does no harm.
---@key ready a list of the ids of jobs that wait, the oldest last
---@key payloads a hash of the payloads of all jobs by id
---@arg id string
---@arg payload string
---@return boolean whether the job is new

if redis.call('HSETNX', payloads, id, payload) == 0 then
  return false
end
redis.call('LPUSH', ready, id)
return true
