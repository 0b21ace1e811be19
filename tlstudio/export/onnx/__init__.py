"""ONNX: one file that onnxruntime runs anywhere."""
