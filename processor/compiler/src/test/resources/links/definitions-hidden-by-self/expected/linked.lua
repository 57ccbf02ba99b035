local t = {}
local function self()
end
local function arg()
end
function t:method()
local function self()
end
local function arg()
end
  return type(self)
end
local function varargs(...)
local function self()
end
local function arg()
end
  return type(arg)
end
return { type(self), t:method(), varargs(1) }
