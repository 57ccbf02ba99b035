local function even(n)
  return n == 0 or not require("odd")(n - 1)
end
return even
