local result = (function()
return { rows = { 1.5, 2.5, err = true }, flags = { true, false, err = 1 } }
end)()
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
local function array_1(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, #v do reply[i] = number(v[i]) or false end
  return reply
end
local function boolean(v)
  if v == true then return 1 elseif v == false then return 0 end
  return v
end
local function array_2(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, #v do reply[i] = boolean(v[i]) or false end
  return reply
end
local function record_3(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { array_1(v.rows) or false, array_2(v.flags) or false }
end
return record_3(result)
