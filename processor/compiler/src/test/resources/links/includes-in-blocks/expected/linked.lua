local found = {}
for i = 1, 3 do
  if i == 2 then
found[#found + 1] = tostring(i)
  else
found[#found + 1] = tostring(i)
    found[#found + 1] = "else"
  end
  while #found < 2 do
    found[#found + 1] = "while"
found[#found + 1] = tostring(i)
  end
end
local f = function(i)
found[#found + 1] = tostring(i)
end
f(9)
repeat
  local i = 7
found[#found + 1] = tostring(i)
until i == 7
return found
