"""Pages drawn for tests that want a whole plan as a PDF: with a mark, as a scan, or signed."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium

from readers.pdfs import RIGHT, Paper

LEFT_HEAD, RIGHT_HEAD = 170.0, 400.0


def plan(mark: str = "", at: tuple[float, float] = (LEFT_HEAD, 125), *, framed: bool = False, pages: int = 1) -> bytes:
    """A plan whose letterhead stands in two columns, with a stamp at a place of its first page and on top of others."""
    paper = Paper()
    for y, left, right in (
        (60, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (76, "XÃ BÌNH SƠN", "Độc lập - Tự do - Hạnh phúc"),
        (100, "Số: 27/KH-UBND", "Bình Sơn, ngày 15 tháng 5 năm 2024"),
    ):
        paper.centre(y, left, 12, x=LEFT_HEAD)
        paper.centre(y, right, 11, x=RIGHT_HEAD)
    if mark:
        paper.centre(at[1], mark, 13, bold=True, x=at[0])
    if framed:
        paper.grid([at[0] - 42, at[0] + 42], [at[1] - 16, at[1] + 6])
    paper.centre(160, "KẾ HOẠCH", 14, bold=True)
    paper.centre(178, "Trồng cây ven đường năm 2024", 14, bold=True)
    paper.lines(
        210,
        "I. MỤC ĐÍCH",
        "Giữ đường làng xanh, sạch, đẹp quanh năm và bảo vệ môi trường sống.",
        "II. TỔ CHỨC THỰC HIỆN",
        "Các thôn trồng cây trước ngày 30/6/2024.",
    )
    paper.page()
    for _ in range(pages - 1):
        if mark:
            paper.centre(40, mark, 13, bold=True)
        paper.lines(100, "Các thôn chăm sóc cây đã trồng, báo cáo kết quả.", "Công chức Văn phòng tổng hợp.")
        paper.page()
    return paper.save()


def scanned(data: bytes, kind: str, dpi: int = 200) -> bytes:
    """The pages of a PDF as pictures: a PDF without text, or a PNG, JPEG or TIFF."""
    pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in pdfium.PdfDocument(data)]
    out = io.BytesIO()
    first, *rest = pages
    several = {"save_all": True, "append_images": rest} if kind in ("PDF", "TIFF") else {}
    first.save(out, kind, **({"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}), **several)
    return out.getvalue()


def signed(data: bytes, signer: str, time: str) -> bytes:
    """A PDF with a signature field as signing programs leave it (the signature itself is not valid), and a stamp drawn
    in the field; `time` as PDF writes it, D:20240516081502+07'00'."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        value = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig,
                Filter=pikepdf.Name("/Adobe.PPKLite"),
                SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
                ByteRange=[0, 0, 0, 0],
                Contents=pikepdf.String(b"\0" * 16),
                M=pikepdf.String(time),
                Reason=pikepdf.String(f"{signer} đã ký lên văn bản này!"),
            )
        )
        look = pdf.make_stream(b"0 0 80 30 re S")
        look.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 80, 30]))
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T="Signature1",
                V=value,
                F=132,
                Rect=[RIGHT - 100, 400, RIGHT - 20, 430],
                AP=pikepdf.Dictionary(N=look),
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=[field], SigFlags=3))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
