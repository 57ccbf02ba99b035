local rcall = redis.call
rcall("SET", KEYS[3], "token")
local function isPaused(metaKey)
  return rcall("HEXISTS", metaKey, "paused") == 1
end
local function getTarget(metaKey, waitKey)
  if isPaused(metaKey) then
    return waitKey .. ":paused"
  end
  return waitKey
end
local function addMarker(waitKey)
  rcall("ZADD", waitKey .. ":marker", 0, "0")
end
local function emit(metaKey, event, id)
  rcall("XADD", metaKey .. ":events", "MAXLEN", "~", 100, "*", "event", event, "jobId", id)
end
local function addJob(waitKey, metaKey, id, data)
  local target = getTarget(metaKey, waitKey)
  rcall("LPUSH", target, id)
  rcall("HSET", target .. ":" .. id, "data", data)
  if not isPaused(metaKey) then
    addMarker(waitKey)
  end
  emit(metaKey, "waiting", id)
end
local function removeLock(lockKey, token)
  if rcall("GET", lockKey) == token then
    rcall("DEL", lockKey)
    return 0
  end
  return -2
end
local function moveToFailed(waitKey, metaKey, lockKey, token, id)
  local lock = removeLock(lockKey, token)
  if lock < 0 then
    return lock
  end
  emit(metaKey, "failed", id)
  addJob(waitKey, metaKey, id, "again")
  return 1
end
addJob(KEYS[1], KEYS[2], "1", "data")
local failed = moveToFailed(KEYS[1], KEYS[2], KEYS[3], "token", "1")
local again = moveToFailed(KEYS[1], KEYS[2], KEYS[3], "token", "1")
emit(KEYS[2], "drained", "1")
return { failed, again, isPaused(KEYS[2]), rcall("LLEN", KEYS[1]), rcall("XLEN", KEYS[2] .. ":events") }
