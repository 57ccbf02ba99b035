local even = {}
function even.is(n)
  return n == 0 or require("odd").is(n - 1)
end
return even
