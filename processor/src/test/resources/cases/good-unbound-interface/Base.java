package app;

interface Base {
    void push();
}
