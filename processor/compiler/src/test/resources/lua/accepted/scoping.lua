#!lua flags=no-writes
local x = 1
do local x = x local function f() return x end end
local function counter()
  local n = 0
  return function(step)
    n = n + (step or 1)
    return n
  end
end
local c1, c2 = counter(), counter()
c1(); c1(2)
for i = 1, 3 do local fs = {} fs[i] = function() return i + x end end
local goto = 'a name'
local r = { goto = 1, ["end"] = 2 }
return { goto, r.goto, c1(), c2(), x }
