//! Frameworks and inference engines: they load a file of weights, whatever the task.

use super::{Location, Snippet, SnippetModel, bash, join, python, quote};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    match library {
        "gguf" | "llama.cpp" => {
            let mut all = vec![llama_cpp(model)];
            all.extend(llama_cpp_python(model));
            all
        }
        "llama-cpp-python" => llama_cpp_python(model),
        "ctransformers" => {
            let file = match model.files {
                [] => String::new(),
                _ => format!(", model_file={}", quote::literal(model.file(&[".gguf", ".bin"], "model.gguf"))),
            };
            python(
                "CTransformers",
                "ctransformers",
                format!(
                    "from ctransformers import AutoModelForCausalLM\n\n\
                     model = AutoModelForCausalLM.from_pretrained({source}{file})\nprint(model(\"The lighthouse keeper\"))"
                ),
            )
        }
        "mlx" | "mlx-lm" => {
            let mut all = python(
                "MLX LM",
                "mlx-lm",
                format!(
                    "from mlx_lm import generate, load\n\nmodel, tokenizer = load({source})\n\
                     print(generate(model, tokenizer, prompt=\"The lighthouse keeper\"))"
                ),
            );
            all.push(bash(
                "Command line",
                Some("pip install -U mlx-lm"),
                format!("mlx_lm.generate --model {} --prompt 'The lighthouse keeper'", model.source_word()),
            ));
            all
        }
        "mlx-vlm" => vec![bash(
            "MLX VLM",
            Some("pip install -U mlx-vlm"),
            format!(
                "python -m mlx_vlm.generate --model {} --image photo.jpg --prompt 'What is in the picture?'",
                model.source_word()
            ),
        )],
        "vllm" => {
            let mut all = vec![bash(
                "Server",
                Some("pip install -U vllm"),
                format!("vllm serve {}", model.source_word()),
            )];
            all.extend(python(
                "vLLM",
                "vllm",
                format!(
                    "from vllm import LLM\n\nmodel = LLM(model={source})\n\
                     print(model.generate(\"The lighthouse keeper\")[0].outputs[0].text)"
                ),
            ));
            all
        }
        "sglang" => vec![bash(
            "Server",
            Some("pip install -U 'sglang[all]'"),
            format!("python -m sglang.launch_server --model-path {}", model.source_word()),
        )],
        "transformers.js" => vec![javascript(model)],
        "onnx" | "onnxruntime" => file(
            "ONNX Runtime",
            ("onnxruntime", model),
            (&[".onnx"], "model.onnx"),
            "import onnxruntime",
            "session = onnxruntime.InferenceSession(path)\nprint([(i.name, i.shape, i.type) for i in session.get_inputs()])",
        ),
        "safetensors" | "diffusion-single-file" => file(
            "Safetensors",
            ("safetensors torch", model),
            (&[".safetensors"], "model.safetensors"),
            "from safetensors.torch import load_file",
            "weights = load_file(path)\nprint({name: tuple(tensor.shape) for name, tensor in weights.items()})",
        ),
        "pytorch" => file(
            "PyTorch",
            ("torch", model),
            (&[".bin", ".pt", ".pth", ".ckpt"], "pytorch_model.bin"),
            "import torch",
            "weights = torch.load(path, map_location=\"cpu\", weights_only=True)",
        ),
        "torchscript" => file(
            "TorchScript",
            ("torch", model),
            (&[".torchscript", ".pt", ".pth", ".ptl"], "model.pt"),
            "import torch",
            "model = torch.jit.load(path, map_location=\"cpu\").eval()",
        ),
        "pytorch-lightning" => file(
            "PyTorch Lightning",
            ("lightning torch", model),
            (&[".ckpt"], "model.ckpt"),
            "import torch",
            "weights = torch.load(path, map_location=\"cpu\", weights_only=True)[\"state_dict\"]",
        ),
        "keras" => keras(model),
        "tf-keras" => folder(
            "TF-Keras",
            ("tf-keras tensorflow", model),
            "import tf_keras",
            "model = tf_keras.models.load_model(folder)",
        ),
        "keras-hub" => match model.location {
            Location::Hub(id) => keras_hub(&format!("hf://{id}")),
            Location::Folder(folder) => keras_hub(folder),
        },
        "tensorflow" | "tfhub" => folder(
            "TensorFlow",
            ("tensorflow", model),
            "import tensorflow as tf",
            "model = tf.saved_model.load(folder)\nprint(list(model.signatures))",
        ),
        "tflite" | "litert" => file(
            "LiteRT",
            ("ai-edge-litert", model),
            (&[".tflite"], "model.tflite"),
            "from ai_edge_litert.interpreter import Interpreter",
            "interpreter = Interpreter(model_path=path)\ninterpreter.allocate_tensors()\nprint(interpreter.get_input_details())",
        ),
        "jax" | "flax" => file(
            "Flax",
            ("flax", model),
            (&[".msgpack"], "flax_model.msgpack"),
            "from flax.serialization import msgpack_restore",
            "with open(path, \"rb\") as file:\n    weights = msgpack_restore(file.read())",
        ),
        "coreml" => coreml(model),
        "unity-sentis" => vec![sentis(model)],
        _ => Vec::new(),
    }
}

fn file(
    label: &'static str,
    (packages, model): (&str, &SnippetModel),
    (endings, usual): (&[&str], &str),
    import: &str,
    code: &str,
) -> Vec<Snippet> {
    let packages = format!("{packages}{}", model.hub_package());
    python(label, &packages, format!("{import}\n{}\n{code}", model.path_lines(endings, usual)))
}

fn folder(
    label: &'static str,
    (packages, model): (&str, &SnippetModel),
    import: &str,
    code: &str,
) -> Vec<Snippet> {
    let packages = format!("{packages}{}", model.hub_package());
    python(label, &packages, format!("{import}\n{}\n{code}", model.folder_lines()))
}

fn llama_cpp(model: &SnippetModel) -> Snippet {
    let file = model.file(&[".gguf"], "model.gguf");
    let from = match model.location {
        Location::Hub(id) if model.files.is_empty() => format!("-hf {}", quote::word(id)),
        Location::Hub(id) => format!("--hf-repo {} --hf-file {}", quote::word(id), quote::word(file)),
        Location::Folder(folder) => format!("-m {}", quote::word(&join(folder, file))),
    };
    bash("llama.cpp", Some("brew install llama.cpp"), format!("llama-cli {from} -p 'The lighthouse keeper'"))
}

fn llama_cpp_python(model: &SnippetModel) -> Vec<Snippet> {
    let file = model
        .file(&[".gguf"], if matches!(model.location, Location::Hub(_)) { "*.gguf" } else { "model.gguf" });
    let load = match model.location {
        Location::Hub(id) => {
            format!(
                "Llama.from_pretrained(repo_id={}, filename={})",
                quote::literal(id),
                quote::literal(file)
            )
        }
        Location::Folder(folder) => format!("Llama(model_path={})", quote::literal(&join(folder, file))),
    };
    python(
        "llama-cpp-python",
        &format!("llama-cpp-python{}", model.hub_package()),
        format!(
            "from llama_cpp import Llama\n\nmodel = {load}\n\
             print(model(\"The lighthouse keeper\", max_tokens=50)[\"choices\"][0][\"text\"])"
        ),
    )
}

fn javascript(model: &SnippetModel) -> Snippet {
    let task =
        model.task.and_then(crate::vocabulary::task::normalise).map_or("feature-extraction", |task| task.id);
    let (local, id) = match model.location {
        Location::Hub(id) => (String::new(), id.to_owned()),
        // A folder is found below `localModelPath`, by its last part.
        Location::Folder(folder) => {
            let (parent, last) = folder.trim_end_matches('/').rsplit_once('/').unwrap_or((".", folder));
            let lines = format!(
                "env.allowRemoteModels = false;\nenv.localModelPath = {};\n",
                quote::literal(&format!("{parent}/"))
            );
            (lines, last.to_owned())
        }
    };
    let import = if local.is_empty() { "pipeline" } else { "env, pipeline" };
    Snippet {
        label: "Transformers.js",
        language: "javascript",
        install: Some("npm install @huggingface/transformers".to_owned()),
        code: format!(
            "import {{ {import} }} from \"@huggingface/transformers\";\n\n{local}\
             const pipe = await pipeline(\"{task}\", {});",
            quote::literal(&id)
        ),
    }
}

fn keras(model: &SnippetModel) -> Vec<Snippet> {
    let named = model.files.iter().any(|file| file.ends_with(".keras") || file.ends_with(".h5"));
    match model.location {
        Location::Hub(id) if !named => python(
            "Keras",
            "keras huggingface_hub",
            format!(
                "import keras\n\nmodel = keras.saving.load_model({})\nmodel.summary()",
                quote::literal(&format!("hf://{id}"))
            ),
        ),
        _ => file(
            "Keras",
            ("keras", model),
            (&[".keras", ".h5"], "model.keras"),
            "import keras",
            "model = keras.saving.load_model(path)\nmodel.summary()",
        ),
    }
}

fn keras_hub(source: &str) -> Vec<Snippet> {
    python(
        "KerasHub",
        "keras-hub keras",
        format!(
            "import keras_hub\n\nbackbone = keras_hub.models.Backbone.from_preset({})\nbackbone.summary()",
            quote::literal(source)
        ),
    )
}

/// An `.mlpackage` is a folder, so from the Hub the whole model is fetched.
fn coreml(model: &SnippetModel) -> Vec<Snippet> {
    let package = model.file(&[".mlpackage", ".mlmodel"], "model.mlpackage");
    folder(
        "Core ML Tools",
        ("coremltools", model),
        "import coremltools",
        &format!(
            "model = coremltools.models.MLModel(folder + {})\nprint(model.get_spec().description)",
            quote::literal(&format!("/{package}"))
        ),
    )
}

fn sentis(model: &SnippetModel) -> Snippet {
    let file = model.file(&[".sentis", ".onnx"], "model.sentis");
    Snippet {
        label: "Unity",
        language: "csharp",
        install: None,
        code: format!(
            "using Unity.InferenceEngine;\nusing UnityEngine;\n\n\
             Model model = ModelLoader.Load(Application.streamingAssetsPath + {});\n\
             Worker worker = new Worker(model, BackendType.GPUCompute);",
            quote::literal(&format!("/{file}"))
        ),
    }
}
