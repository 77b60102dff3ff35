//! Libraries that load models, by the names that cards use in `library_name`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Library {
    /// The value of `library_name`, lower case.
    pub id: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// Where the library is documented.
    pub homepage: &'static str,
    /// The programming language that it is used from, as a name for syntax highlighting.
    pub language: &'static str,
}

const fn python(id: &'static str, title: &'static str, homepage: &'static str) -> Library {
    Library { id, title, homepage, language: "python" }
}

const fn other(
    id: &'static str,
    title: &'static str,
    homepage: &'static str,
    language: &'static str,
) -> Library {
    Library { id, title, homepage, language }
}

/// Sorted by id.
#[rustfmt::skip]
static LIBRARIES: &[Library] = &[
    python("acestep", "ACE-Step", "https://github.com/ace-step/ACE-Step"),
    python("adapter-transformers", "Adapters (adapter-transformers)", "https://adapterhub.ml"),
    python("adapters", "Adapters", "https://adapterhub.ml"),
    python("allennlp", "AllenNLP", "https://github.com/allenai/allennlp"),
    python("anemoi", "Anemoi", "https://anemoi.readthedocs.io"),
    python("asteroid", "Asteroid", "https://asteroid-team.github.io"),
    python("audiocraft", "AudioCraft", "https://github.com/facebookresearch/audiocraft"),
    python("audioseal", "AudioSeal", "https://github.com/facebookresearch/audioseal"),
    python("autogluon", "AutoGluon", "https://auto.gluon.ai"),
    python("bertopic", "BERTopic", "https://maartengr.github.io/BERTopic/"),
    python("big_vision", "Big Vision", "https://github.com/google-research/big_vision"),
    python("bionemo", "BioNeMo", "https://github.com/NVIDIA/bionemo-framework"),
    python("birefnet", "BiRefNet", "https://github.com/ZhengPeng7/BiRefNet"),
    python("bm25s", "BM25S", "https://github.com/xhluca/bm25s"),
    python("catboost", "CatBoost", "https://catboost.ai"),
    python("chat_tts", "ChatTTS", "https://github.com/2noise/ChatTTS"),
    python("chatterbox", "Chatterbox", "https://github.com/resemble-ai/chatterbox"),
    python("chronos-forecasting", "Chronos", "https://github.com/amazon-science/chronos-forecasting"),
    python("cleanrl", "CleanRL", "https://docs.cleanrl.dev"),
    python("colpali", "ColPali", "https://github.com/illuin-tech/colpali"),
    python("comet", "COMET", "https://github.com/Unbabel/COMET"),
    python("coqui", "Coqui TTS", "https://github.com/idiap/coqui-ai-TTS"),
    other("coreml", "Core ML", "https://apple.github.io/coremltools/", "swift"),
    python("cosmos", "Cosmos", "https://github.com/NVIDIA/Cosmos"),
    python("ctransformers", "CTransformers", "https://github.com/marella/ctransformers"),
    python("ctranslate2", "CTranslate2", "https://opennmt.net/CTranslate2/"),
    python("deepforest", "DeepForest", "https://deepforest.readthedocs.io"),
    python("depth-anything-v2", "Depth Anything V2", "https://github.com/DepthAnything/Depth-Anything-V2"),
    python("depth-pro", "Depth Pro", "https://github.com/apple/ml-depth-pro"),
    python("dia-tts", "Dia", "https://github.com/nari-labs/dia"),
    python("diffusers", "Diffusers", "https://huggingface.co/docs/diffusers"),
    python("diffusion-single-file", "Diffusion single file (ComfyUI)", "https://www.comfy.org"),
    python("diffusionkit", "DiffusionKit", "https://github.com/argmaxinc/DiffusionKit"),
    python("doctr", "docTR", "https://mindee.github.io/doctr/"),
    python("edsnlp", "EDS-NLP", "https://aphp.github.io/edsnlp/latest/"),
    python("espnet", "ESPnet", "https://espnet.github.io/espnet/"),
    python("exllamav2", "ExLlamaV2", "https://github.com/turboderp-org/exllamav2"),
    python("f5-tts", "F5-TTS", "https://github.com/SWivid/F5-TTS"),
    python("fairseq", "fairseq", "https://github.com/facebookresearch/fairseq"),
    python("fairseq2", "fairseq2", "https://github.com/facebookresearch/fairseq2"),
    python("fastai", "fastai", "https://docs.fast.ai"),
    python("fasttext", "fastText", "https://fasttext.cc"),
    python("flair", "Flair", "https://flairnlp.github.io"),
    python("flax", "Flax", "https://flax.readthedocs.io"),
    other("gemma.cpp", "gemma.cpp", "https://github.com/google/gemma.cpp", "cpp"),
    python("generic", "Generic (own inference code)", "https://huggingface.co/docs/hub/models-libraries"),
    other("gguf", "GGUF (llama.cpp)", "https://github.com/ggml-org/llama.cpp", "cpp"),
    python("gliner", "GLiNER", "https://github.com/urchade/GLiNER"),
    python("gliner2", "GLiNER2", "https://github.com/fastino-ai/GLiNER2"),
    python("grok", "Grok", "https://github.com/xai-org/grok-1"),
    python("hezar", "Hezar", "https://hezarai.github.io/hezar/"),
    python("htrflow", "HTRflow", "https://ai-riksarkivet.github.io/htrflow/"),
    python("hunyuan-dit", "HunyuanDiT", "https://github.com/Tencent/HunyuanDiT"),
    python("hunyuan3d-2", "Hunyuan3D-2", "https://github.com/Tencent/Hunyuan3D-2"),
    python("index-tts", "IndexTTS", "https://github.com/index-tts/index-tts"),
    python("jax", "JAX", "https://docs.jax.dev"),
    python("joblib", "Joblib", "https://joblib.readthedocs.io"),
    python("k2", "k2", "https://github.com/k2-fsa/k2"),
    python("kenlm", "KenLM", "https://github.com/kpu/kenlm"),
    python("keras", "Keras", "https://keras.io"),
    python("keras-hub", "KerasHub", "https://keras.io/keras_hub/"),
    python("kernels", "Kernels", "https://huggingface.co/docs/kernels"),
    python("kittentts", "KittenTTS", "https://github.com/KittenML/KittenTTS"),
    python("lerobot", "LeRobot", "https://huggingface.co/docs/lerobot"),
    python("lightgbm", "LightGBM", "https://lightgbm.readthedocs.io"),
    python("litert", "LiteRT", "https://ai.google.dev/edge/litert"),
    other("litert-lm", "LiteRT-LM", "https://github.com/google-ai-edge/LiteRT-LM", "cpp"),
    python("liveportrait", "LivePortrait", "https://github.com/KwaiVGI/LivePortrait"),
    python("llama-cpp-python", "llama-cpp-python", "https://llama-cpp-python.readthedocs.io"),
    other("llama.cpp", "llama.cpp", "https://github.com/ggml-org/llama.cpp", "cpp"),
    other("llamafile", "llamafile", "https://github.com/mozilla-ai/llamafile", "cpp"),
    python("mamba-ssm", "Mamba", "https://github.com/state-spaces/mamba"),
    python("mast3r", "MASt3R", "https://github.com/naver/mast3r"),
    python("megatron-lm", "Megatron-LM", "https://github.com/NVIDIA/Megatron-LM"),
    python("metavoice", "MetaVoice", "https://github.com/metavoiceio/metavoice-src"),
    python("mindspore", "MindSpore", "https://www.mindspore.cn/en"),
    other("mitie", "MITIE", "https://github.com/mit-nlp/MITIE", "cpp"),
    python("ml-agents", "Unity ML-Agents", "https://unity-technologies.github.io/ml-agents/"),
    python("mlc-llm", "MLC LLM", "https://llm.mlc.ai"),
    other("mlconsole", "ML Console", "https://mlconsole.com", "javascript"),
    python("mlflow", "MLflow", "https://mlflow.org"),
    python("mlx", "MLX", "https://ml-explore.github.io/mlx/"),
    python("mlx-image", "mlx-image", "https://github.com/riccardomusmeci/mlx-image"),
    python("mlx-lm", "MLX LM", "https://github.com/ml-explore/mlx-lm"),
    python("mlx-vlm", "MLX VLM", "https://github.com/Blaizzy/mlx-vlm"),
    python("model2vec", "Model2Vec", "https://minish.ai"),
    python("monai", "MONAI", "https://monai.io"),
    python("moshi", "Moshi", "https://github.com/kyutai-labs/moshi"),
    python("nemo", "NVIDIA NeMo", "https://docs.nvidia.com/nemo-framework/"),
    python("onnx", "ONNX", "https://onnx.ai"),
    python("onnxruntime", "ONNX Runtime", "https://onnxruntime.ai"),
    python("open-sora", "Open-Sora", "https://github.com/hpcaitech/Open-Sora"),
    python("open_clip", "OpenCLIP", "https://github.com/mlfoundations/open_clip"),
    python("opennmt", "OpenNMT", "https://opennmt.net"),
    python("openvino", "OpenVINO", "https://docs.openvino.ai"),
    python("optimum", "Optimum", "https://huggingface.co/docs/optimum"),
    python("outetts", "OuteTTS", "https://github.com/edwko/OuteTTS"),
    python("paddle", "PaddlePaddle", "https://www.paddlepaddle.org.cn/en"),
    python("paddlenlp", "PaddleNLP", "https://paddlenlp.readthedocs.io"),
    python("paddleocr", "PaddleOCR", "https://www.paddleocr.ai"),
    python("peft", "PEFT", "https://huggingface.co/docs/peft"),
    python("pruna-ai", "Pruna AI", "https://docs.pruna.ai"),
    python("py-feat", "Py-Feat", "https://py-feat.org"),
    python("pyannote-audio", "pyannote.audio", "https://github.com/pyannote/pyannote-audio"),
    python("pysentimiento", "pysentimiento", "https://github.com/pysentimiento/pysentimiento"),
    python("pythae", "Pythae", "https://pythae.readthedocs.io"),
    python("pytorch", "PyTorch", "https://pytorch.org"),
    python("pytorch-lightning", "PyTorch Lightning", "https://lightning.ai"),
    python("recurrentgemma", "RecurrentGemma", "https://github.com/google-deepmind/recurrentgemma"),
    python("refiners", "Refiners", "https://refine.rs"),
    python("relik", "ReLiK", "https://github.com/SapienzaNLP/relik"),
    other("rkllm", "RKLLM", "https://github.com/airockchip/rknn-llm", "cpp"),
    python("rl-algo-impls", "RL Algorithm Implementations", "https://github.com/sgoodfriend/rl-algo-impls"),
    python("rwkv", "RWKV", "https://www.rwkv.com"),
    python("saelens", "SAELens", "https://decoderesearch.github.io/SAELens/"),
    python("safetensors", "Safetensors", "https://huggingface.co/docs/safetensors"),
    python("sam2", "SAM 2", "https://github.com/facebookresearch/sam2"),
    python("sample-factory", "Sample Factory", "https://www.samplefactory.dev"),
    python("sana", "Sana", "https://github.com/NVlabs/Sana"),
    python("sapiens", "Sapiens", "https://github.com/facebookresearch/sapiens"),
    python("seamless_communication", "Seamless Communication", "https://github.com/facebookresearch/seamless_communication"),
    python("sentence-transformers", "Sentence Transformers", "https://www.sbert.net"),
    python("setfit", "SetFit", "https://huggingface.co/docs/setfit"),
    python("sglang", "SGLang", "https://docs.sglang.ai"),
    python("sklearn", "scikit-learn", "https://scikit-learn.org"),
    python("skops", "skops", "https://skops.readthedocs.io"),
    python("skrl", "skrl", "https://skrl.readthedocs.io"),
    python("spacy", "spaCy", "https://spacy.io"),
    python("span-marker", "SpanMarker", "https://tomaarsen.github.io/SpanMarkerNER/"),
    python("speechbrain", "SpeechBrain", "https://speechbrain.github.io"),
    python("stable-audio-tools", "Stable Audio Tools", "https://github.com/Stability-AI/stable-audio-tools"),
    python("stable-baselines3", "Stable-Baselines3", "https://stable-baselines3.readthedocs.io"),
    python("stable-diffusion", "Stable Diffusion", "https://github.com/CompVis/stable-diffusion"),
    python("stanza", "Stanza", "https://stanfordnlp.github.io/stanza/"),
    python("superb", "SUPERB", "https://github.com/s3prl/s3prl"),
    python("tabpfn", "TabPFN", "https://github.com/PriorLabs/TabPFN"),
    python("tensorboard", "TensorBoard", "https://www.tensorflow.org/tensorboard"),
    python("tensorflow", "TensorFlow", "https://www.tensorflow.org"),
    python("tensorflowtts", "TensorFlowTTS", "https://github.com/TensorSpeech/TensorFlowTTS"),
    other("tensorrt", "TensorRT", "https://developer.nvidia.com/tensorrt", "cpp"),
    python("tensorrt-llm", "TensorRT-LLM", "https://nvidia.github.io/TensorRT-LLM/"),
    python("terratorch", "TerraTorch", "https://terrastackai.github.io/terratorch/"),
    python("text-generation-inference", "Text Generation Inference", "https://huggingface.co/docs/text-generation-inference"),
    python("tf-keras", "TF-Keras", "https://github.com/keras-team/tf-keras"),
    python("tfhub", "TensorFlow Hub", "https://www.tensorflow.org/hub"),
    other("tfjs", "TensorFlow.js", "https://www.tensorflow.org/js", "javascript"),
    python("tflite", "TensorFlow Lite", "https://ai.google.dev/edge/litert"),
    python("tic-clip", "TiC-CLIP", "https://github.com/apple/ml-tic-clip"),
    python("timesfm", "TimesFM", "https://github.com/google-research/timesfm"),
    python("timm", "timm", "https://huggingface.co/docs/timm"),
    python("tirex", "TiRex", "https://github.com/NX-AI/tirex"),
    python("torchgeo", "TorchGeo", "https://torchgeo.readthedocs.io"),
    python("torchscript", "TorchScript", "https://pytorch.org"),
    python("transformers", "Transformers", "https://huggingface.co/docs/transformers"),
    other("transformers.js", "Transformers.js", "https://huggingface.co/docs/transformers.js", "javascript"),
    python("trellis", "TRELLIS", "https://github.com/microsoft/TRELLIS"),
    python("trl", "TRL", "https://huggingface.co/docs/trl"),
    python("txtai", "txtai", "https://neuml.github.io/txtai/"),
    python("ultralytics", "Ultralytics", "https://docs.ultralytics.com"),
    other("unity-sentis", "Unity Sentis", "https://unity.com/products/sentis", "csharp"),
    python("unsloth", "Unsloth", "https://unsloth.ai"),
    python("vibevoice", "VibeVoice", "https://github.com/microsoft/VibeVoice"),
    python("videox_fun", "VideoX-Fun", "https://github.com/aigc-apps/VideoX-Fun"),
    python("vllm", "vLLM", "https://docs.vllm.ai"),
    python("voicecraft", "VoiceCraft", "https://github.com/jasonppy/VoiceCraft"),
    python("vosk", "Vosk", "https://alphacephei.com/vosk/"),
    python("voxcpm", "VoxCPM", "https://github.com/OpenBMB/VoxCPM"),
    python("wan2.2", "Wan2.2", "https://github.com/Wan-Video/Wan2.2"),
    other("whisper.cpp", "whisper.cpp", "https://github.com/ggml-org/whisper.cpp", "cpp"),
    other("whisperkit", "WhisperKit", "https://github.com/argmaxinc/WhisperKit", "swift"),
    python("xgboost", "XGBoost", "https://xgboost.ai"),
    python("yolor", "YOLOR", "https://github.com/WongKinYiu/yolor"),
    python("yolov10", "YOLOv10", "https://github.com/THU-MIhttps://github.com/yolov10"),
    python("yolov5", "YOLOv5", "https://github.com/ultralytics/yolov5"),
    python("yolov6detect", "YOLOv6", "https://github.com/meituan/YOLOv6"),
    python("zonos", "Zonos", "https://github.com/Zyphra/Zonos"),
];

/// Spellings that stand for another id.
static ALIASES: &[(&str, &str)] = &[
    ("core-ml", "coreml"),
    ("huggingface-transformers", "transformers"),
    ("k2-sherpa", "k2"),
    ("keras-nlp", "keras-hub"),
    ("llamacpp", "llama.cpp"),
    ("open-clip", "open_clip"),
    ("paddle-nlp", "paddlenlp"),
    ("paddlepaddle", "paddle"),
    ("pyannote.audio", "pyannote-audio"),
    ("sb3", "stable-baselines3"),
    ("scikit-learn", "sklearn"),
    ("span_marker", "span-marker"),
    ("tf", "tensorflow"),
    ("torch", "pytorch"),
    ("transformersjs", "transformers.js"),
];

/// Other names, each with the id that it stands for; sorted.
pub fn aliases() -> &'static [(&'static str, &'static str)] {
    ALIASES
}

/// Every known library, sorted by id.
pub fn all() -> &'static [Library] {
    LIBRARIES
}

/// The library of this name: case and the choice of `-`, `_` or a space do not matter, usual other spellings count.
///
/// It serves `library_name` and, where a card has none, a tag that is equal to a library's id.
pub fn find(name: &str) -> Option<&'static Library> {
    // Nearly every card writes the id itself.
    if let Ok(at) = LIBRARIES.binary_search_by(|library| library.id.cmp(name)) {
        return Some(&LIBRARIES[at]);
    }
    BY_KEY.get(&key(name)).copied()
}

/// Every spelling of every library: tags are looked up by the thousand, and hardly any of them is one.
static BY_KEY: LazyLock<BTreeMap<String, &'static Library>> = LazyLock::new(|| {
    let mut spellings: BTreeMap<String, &'static Library> = BTreeMap::new();
    for library in LIBRARIES {
        spellings.entry(key(library.id)).or_insert(library);
    }
    for (alias, id) in ALIASES {
        if let Some(library) = spellings.get(&key(id)).copied() {
            spellings.entry(key(alias)).or_insert(library);
        }
    }
    spellings
});

fn key(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace(['_', ' '], "-")
}
