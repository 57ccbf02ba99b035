local waitKey = KEYS[1]
local metaKey = KEYS[2]
local rcall = redis.call
local function isPaused(metaKey)
  return rcall("HEXISTS", metaKey, "paused") == 1
end
local function emit(metaKey, event, id)
  rcall("XADD", metaKey .. ":events", "*", "event", event, "jobId", id)
end
local function addJob(waitKey, metaKey, id, name)
  if not isPaused(metaKey) then
    rcall("LPUSH", waitKey, id .. ":" .. name)
  end
  emit(metaKey, "waiting", id)
end
local function getNextId(metaKey)
  return rcall("HINCRBY", metaKey, "id", 1)
end
local id = getNextId(metaKey)
addJob(waitKey, metaKey, id, "name")
emit(metaKey, "added", id)
return id
