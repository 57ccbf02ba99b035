local function emit(metaKey, event, id)
  rcall("XADD", metaKey .. ":events", "*", "event", event, "jobId", id)
end
