%pragma once
local function full_name(key)
  return 'app:' .. key
end
