-- Settings that come from Java with each call: config('batch', '100') is the value of "batch", or '100' without one.
---@arg settings table<string, string>?
local function config(name, default)
  local value = settings and settings[name]
  if value == nil then
    return default
  end
  return value
end
