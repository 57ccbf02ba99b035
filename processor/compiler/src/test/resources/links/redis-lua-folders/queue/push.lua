%pragma once
%include '../lib/names'
local function push(key, value)
  return redis.call('RPUSH', full_name(key), value)
end
