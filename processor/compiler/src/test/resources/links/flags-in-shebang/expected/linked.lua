#!lua flags=no-writes
local result = (function()
return 0.5
end)()
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
return number(result)
