local result = (function()
local function double(x)
  return 2 * x
end
local numbers = { a = 1 }
local factor = tonumber(ARGV[1])
local function scaled() return double(numbers.a) * factor end
return scaled()
end)()
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
return number(result)
