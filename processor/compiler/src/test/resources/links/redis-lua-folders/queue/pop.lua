%pragma once
%include '../lib/names'
local function pop(key)
  return redis.call('LPOP', full_name(key))
end
