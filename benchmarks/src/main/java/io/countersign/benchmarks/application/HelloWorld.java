package io.countersign.benchmarks.application;

/** A program that sends no request. */
@AllowForbidden("standard output is what the benchmark reads")
public final class HelloWorld {

    private HelloWorld() {}

    /** Says it. */
    public static void main(String[] arguments) {
        System.out.println("Hello, world");
    }
}
