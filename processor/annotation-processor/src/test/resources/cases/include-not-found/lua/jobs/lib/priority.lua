local function priority(n)
  return n
end
