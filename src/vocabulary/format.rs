//! Weight formats, told by file name.

/// A way of storing weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The key that `weights[].format` uses.
    pub id: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// Loading such a file with its usual loader can run code that the file brings along.
    pub unsafe_pickle: bool,
    /// The ends of file names, lower case, with their dot.
    extensions: &'static [&'static str],
}

const fn safe(id: &'static str, title: &'static str, extensions: &'static [&'static str]) -> Format {
    Format { id, title, unsafe_pickle: false, extensions }
}

const fn pickle(id: &'static str, title: &'static str, extensions: &'static [&'static str]) -> Format {
    Format { id, title, unsafe_pickle: true, extensions }
}

/// Sorted by id.
static FORMATS: &[Format] = &[
    safe("ggml", "GGML", &[".ggml"]),
    safe("gguf", "GGUF", &[".gguf"]),
    safe("keras", "Keras", &[".keras", ".h5", ".hdf5"]),
    safe("litertlm", "LiteRT-LM", &[".litertlm"]),
    safe("mlmodel", "Core ML", &[".mlmodel", ".mlpackage", ".mlpackage.zip", ".mlmodelc"]),
    safe("msgpack", "Flax (MessagePack)", &[".msgpack"]),
    pickle("nemo", "NeMo", &[".nemo"]),
    safe("npz", "NumPy archive", &[".npz"]),
    safe("onnx", "ONNX", &[".onnx", ".ort", ".onnx_data"]),
    safe("openvino", "OpenVINO IR", &[".xml"]),
    safe("other", "Other", &[]),
    safe("paddle", "PaddlePaddle", &[".pdparams", ".pdmodel", ".pdiparams"]),
    pickle("pickle", "Python pickle", &[".pkl", ".pickle", ".joblib", ".dill"]),
    pickle("pytorch", "PyTorch", &[".bin", ".pt", ".pth", ".ckpt", ".pt2"]),
    safe("safetensors", "Safetensors", &[".safetensors"]),
    safe("saved_model", "TensorFlow SavedModel", &[".pb"]),
    safe("sentis", "Unity Sentis", &[".sentis"]),
    safe("skops", "skops", &[".skops"]),
    safe("tensorrt", "TensorRT engine", &[".plan", ".engine", ".trt"]),
    safe("tfjs", "TensorFlow.js", &[]),
    safe("tflite", "LiteRT (TensorFlow Lite)", &[".tflite", ".task"]),
    pickle("torchscript", "TorchScript", &[".torchscript", ".ptl"]),
];

/// Every known format, sorted by id.
pub fn all() -> &'static [Format] {
    FORMATS
}

/// The format with this id; case and the choice of `-` or `_` do not matter.
pub fn find(id: &str) -> Option<&'static Format> {
    let id = id.trim().to_ascii_lowercase().replace('-', "_");
    FORMATS.iter().find(|format| format.id == id)
}

/// The format that a file name tells of; a path is taken by its last part.
///
/// `None` for what is no weight file by its name (`config.json`, `README.md`). A `.bin` is PyTorch's unless its
/// name says otherwise: OpenVINO and GGML use the same ending.
pub fn from_file_name(name: &str) -> Option<&'static Format> {
    let name = name.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
    if name.ends_with(".bin") {
        if name.starts_with("openvino") {
            return find("openvino");
        }
        if name.starts_with("ggml") {
            return find("ggml");
        }
        // TensorFlow.js numbers its shards: group1-shard1of4.bin.
        if name.starts_with("group") && name.contains("-shard") {
            return find("tfjs");
        }
    }
    if name.contains("torchscript") && (name.ends_with(".pt") || name.ends_with(".pth")) {
        return find("torchscript");
    }
    FORMATS
        .iter()
        .find(|format| format.extensions.iter().any(|end| name.ends_with(end) && name.len() > end.len()))
}
