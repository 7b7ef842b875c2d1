package starforge.kernels;

class JavaKernelsTest extends KernelsContract {
    @Override
    Kernels kernels() {
        return new JavaKernels();
    }
}
