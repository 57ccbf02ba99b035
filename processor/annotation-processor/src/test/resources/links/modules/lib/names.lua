local NAME = "util"
