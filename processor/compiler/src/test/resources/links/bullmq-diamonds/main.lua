--[[
  Retries a job.
    Input:
      KEYS[1] wait
      KEYS[2] meta
      KEYS[3] lock
]]
local rcall = redis.call
rcall("SET", KEYS[3], "token")

--- @include "includes/addJob"
--- @include "includes/moveToFailed"
--- @include "includes/emit"
--- @include "includes/isPaused"

addJob(KEYS[1], KEYS[2], "1", "data")
local failed = moveToFailed(KEYS[1], KEYS[2], KEYS[3], "token", "1")
local again = moveToFailed(KEYS[1], KEYS[2], KEYS[3], "token", "1")
emit(KEYS[2], "drained", "1")
return { failed, again, isPaused(KEYS[2]), rcall("LLEN", KEYS[1]), rcall("XLEN", KEYS[2] .. ":events") }
