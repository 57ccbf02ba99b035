local function name()
  return "lib"
end
