local found = {}
for i = 1, 3 do
  if i == 2 then
    ---@include "note"
  else
    ---@include "note"
    found[#found + 1] = "else"
  end
  while #found < 2 do
    found[#found + 1] = "while"
    ---@include "note"
  end
end
local f = function(i)
  ---@include "note"
end
f(9)
repeat
  local i = 7
  ---@include "note"
until i == 7
return found
