-- Every production of the grammar.
local a, b, c = 1, 'two', [[
three]]
local d; local e = nil
a, b = b, a;
a = -a ^ 2 ^ -3 .. "x" .. 'y' == #b and not c or {1, 2; 3, x = 4, ['y'] = 5, [6] = 7, f = function(...) return ... end,}
do local x = a + b - c * d / e % 2 end
while a < b do if a <= b then break elseif a >= b then a = 1 elseif a > b then else b = 2 end end
repeat local done = a ~= b until done
for i = 1, 10 do redis.call('SET', i, i) end
for i = 10, 1, -1 do local _ = i end
for k, v in pairs({}) do a = k end
for line in string.gmatch("a\nb", "[^\n]+") do b = line; break end
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
function a.b.c(x, y, ...) local arg1, arg2 = ...; return (...) end
function a.b:m(x) return self, x end
local t = { fact(5), fact 'x', fact [[y]], fact { z = 1 }, a.b:m(1), a.b:m 'x', a.b:m { 1 } }
t[1].x["y"][fact(2)] = function() end;
(t[1] or t[2])(1, 2)
f"a".b:c{1}(2)[3]()
local n = { 0x10, 0xA, 1e5, 1E-5, .5, 5., 3.14e+2, 0x1p4 }
local s = 'a\'b\"c\\d\ne\065f\
g\z\q\0'
local l = [==[ ]] ]=] ]==]
--[[ long
comment ]] local after = 1 --[==[ another ]==] local more = 2
--[not long
--[=x
if a then return elseif b then return 1, 2 else return fact(1) end
