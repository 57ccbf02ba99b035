package app;

interface Two {
    void both(String reply, String element, String call, String FIND);
}
