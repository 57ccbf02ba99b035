if redis then
  return 1
