local a, b
do
  ---@include "lib"
  a = name()
end
if a then
  ---@include "lib"
  b = name()
else
  ---@include "lib"
  b = name() .. "?"
end
return { a, b }
