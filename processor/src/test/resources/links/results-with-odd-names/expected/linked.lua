local result = (function()
return { NAME = "n", VALUE = 0.5, LENGTH = { true }, failed = { 1 }, result = 3 }
end)()
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
local function boolean(v)
  if v == true then return 1 elseif v == false then return 0 end
  return v
end
local function array_1(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, #v do reply[i] = boolean(v[i]) or false end
  return reply
end
local function failed(v)
  if type(v.err) ~= 'string' then return false end
  return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
end
local function json(v)
  if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
  return cjson.encode(v)
end
local function record_2(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { v.NAME or false, number(v.VALUE) or false, array_1(v.LENGTH) or false, json(v.failed) or false, v.result or false }
end
return record_2(result)
