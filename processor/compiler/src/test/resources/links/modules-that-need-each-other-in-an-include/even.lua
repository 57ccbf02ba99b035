local function even(n)
  ---@include "part"
  return n == 0 or odd(n - 1)
end
return even
