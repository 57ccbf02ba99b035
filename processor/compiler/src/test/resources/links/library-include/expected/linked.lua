local function token(x)
  return "token " .. x
end
return token("x")
