//! Libraries for images, video and documents.

use super::{Location, Snippet, SnippetModel, join, python, quote};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    match library {
        "diffusers" | "stable-diffusion" => diffusers(model),
        "timm" => python("timm", "timm torch pillow", timm(model)),
        "open_clip" => python("OpenCLIP", "open_clip_torch", open_clip(model)),
        "ultralytics" | "yolov10" => python(
            "Ultralytics",
            &format!("ultralytics{}", model.hub_package()),
            format!(
                "from ultralytics import YOLO\n{}\nmodel = YOLO(path)\nresults = model.predict(\"photo.jpg\")",
                model.path_lines(&[".pt", ".onnx"], "best.pt")
            ),
        ),
        "yolov5" => python(
            "YOLOv5",
            "yolov5",
            format!(
                "import yolov5\n\nmodel = yolov5.load({source})\nresults = model(\"photo.jpg\")\nresults.print()"
            ),
        ),
        "paddleocr" => paddleocr(model),
        "doctr" => python(
            "docTR",
            "\"python-doctr[torch]\"",
            match model.location {
                Location::Hub(id) => format!(
                    "from doctr.io import DocumentFile\nfrom doctr.models import from_hub\n\n\
                     model = from_hub({})\npages = DocumentFile.from_images(\"page.png\")",
                    quote::literal(id)
                ),
                Location::Folder(_) => return Vec::new(),
            },
        ),
        "sam2" => python(
            "SAM 2",
            "sam2",
            match model.location {
                Location::Hub(id) => format!(
                    "from sam2.sam2_image_predictor import SAM2ImagePredictor\n\n\
                     predictor = SAM2ImagePredictor.from_pretrained({})",
                    quote::literal(id)
                ),
                Location::Folder(_) => return Vec::new(),
            },
        ),
        "fastai" => python(
            "fastai",
            &format!("fastai{}", model.hub_package()),
            match model.location {
                Location::Hub(id) => format!(
                    "from huggingface_hub import from_pretrained_fastai\n\n\
                     learner = from_pretrained_fastai({})\nprint(learner.predict(\"photo.jpg\"))",
                    quote::literal(id)
                ),
                Location::Folder(folder) => format!(
                    "from fastai.learner import load_learner\n\n\
                     learner = load_learner({})\nprint(learner.predict(\"photo.jpg\"))",
                    quote::literal(&join(folder, model.file(&[".pkl"], "model.pkl")))
                ),
            },
        ),
        _ => Vec::new(),
    }
}

fn diffusers(model: &SnippetModel) -> Vec<Snippet> {
    let adapter = model.base_model.is_some() && model.files.iter().any(|file| is_lora(file));
    let (base, adapt) = if adapter {
        (model.base(), format!("pipe.load_lora_weights({})\n", model.source()))
    } else {
        (model.source(), String::new())
    };
    let (import, call) = match model.task.unwrap_or_default() {
        "image-to-image" => (
            "from diffusers.utils import load_image\n",
            "image = pipe(prompt=\"Turn day into night\", image=load_image(\"photo.jpg\")).images[0]\nimage.save(\"image.png\")",
        ),
        "text-to-video" => (
            "from diffusers.utils import export_to_video\n",
            "frames = pipe(\"A lighthouse in a storm\").frames[0]\nexport_to_video(frames, \"video.mp4\")",
        ),
        "image-to-video" => (
            "from diffusers.utils import export_to_video, load_image\n",
            "frames = pipe(image=load_image(\"photo.jpg\"), prompt=\"The waves roll in\").frames[0]\nexport_to_video(frames, \"video.mp4\")",
        ),
        "unconditional-image-generation" => ("", "image = pipe().images[0]\nimage.save(\"image.png\")"),
        _ => ("", "image = pipe(\"A lighthouse in a storm\").images[0]\nimage.save(\"image.png\")"),
    };
    python(
        "Diffusers",
        "diffusers transformers accelerate torch",
        format!(
            "import torch\nfrom diffusers import DiffusionPipeline\n{import}\n\
             pipe = DiffusionPipeline.from_pretrained({base}, torch_dtype=torch.float16)\n\
             {adapt}pipe.to(\"cuda\")\n\n{call}"
        ),
    )
}

fn is_lora(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file).to_ascii_lowercase();
    name.contains("lora") || name.starts_with("adapter")
}

fn timm(model: &SnippetModel) -> String {
    let scheme = match model.location {
        Location::Hub(_) => "hf-hub",
        Location::Folder(_) => "local-dir",
    };
    format!(
        "import timm\nfrom PIL import Image\n\nmodel = timm.create_model({}, pretrained=True).eval()\n\
         transform = timm.data.create_transform(**timm.data.resolve_model_data_config(model), is_training=False)\n\
         output = model(transform(Image.open(\"photo.jpg\").convert(\"RGB\")).unsqueeze(0))\n\
         print(output.softmax(dim=1).topk(5))",
        quote::literal(&format!("{scheme}:{}", model.path()))
    )
}

fn open_clip(model: &SnippetModel) -> String {
    let scheme = match model.location {
        Location::Hub(_) => "hf-hub",
        Location::Folder(_) => "local-dir",
    };
    let name = quote::literal(&format!("{scheme}:{}", model.path()));
    format!(
        "import open_clip\n\nmodel, preprocess = open_clip.create_model_from_pretrained({name})\n\
         tokenizer = open_clip.get_tokenizer({name})\nprint(model.encode_text(tokenizer([\"a cat\", \"a dog\"])).shape)"
    )
}

/// PaddleOCR fetches its own models by name, and takes others from a folder.
fn paddleocr(model: &SnippetModel) -> Vec<Snippet> {
    let class = if model.name.contains("_det") { "TextDetection" } else { "TextRecognition" };
    let folder = match model.location {
        Location::Hub(_) => String::new(),
        Location::Folder(folder) => format!(", model_dir={}", quote::literal(folder)),
    };
    python(
        "PaddleOCR",
        "paddlepaddle paddleocr",
        format!(
            "from paddleocr import {class}\n\nmodel = {class}(model_name={}{folder})\n\
             for result in model.predict(input=\"page.png\"):\n    result.print()",
            quote::literal(model.name)
        ),
    )
}
