if x then
  y()
else if z then
  w()
end